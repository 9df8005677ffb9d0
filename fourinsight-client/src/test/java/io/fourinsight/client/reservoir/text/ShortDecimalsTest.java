package io.fourinsight.client.reservoir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShortDecimalsTest {

    @Property
    void everyNumberOfFewDecimalsIsWrittenAsTheLibraryWritesIt(@ForAll("decimals") double number) {
        assertThat(written(number)).isEqualTo(NumberText.of(number));
    }

    @Property
    void anyNumberIsLeftToTheLibraryOrWrittenAsItWritesIt(@ForAll("any") double number) {
        assertThat(written(number)).isIn("", NumberText.of(number));
    }

    @Example
    void whatHasAnExponentOrNoDigitsIsLeftToTheLibrary() {
        for (double number : new double[] {0, -0.0, 9.99e-4, 1e7, 1.5e300, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThat(written(number)).as("%s", number).isEmpty();
        }
        assertThat(written(0.001)).isEqualTo("0.001");
        assertThat(written(-9_999_999.5)).isEqualTo("-9999999.5");
    }

    @Provide
    Arbitrary<Double> decimals() {
        return Arbitraries.integers()
                .between(0, 8)
                .flatMap(decimals -> Arbitraries.longs()
                        .between(-(long) 1e7 * pow(decimals) + 1, (long) 1e7 * pow(decimals) - 1)
                        .map(units -> (double) units / pow(decimals)))
                .filter(number -> Math.abs(number) >= 1e-3);
    }

    @Provide
    Arbitrary<Double> any() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                decimals().map(Math::nextUp),
                Arbitraries.doubles().between(-2e7, 2e7).ofScale(17),
                Arbitraries.longs().between(-20_000_000, 20_000_000).map(thousandths -> thousandths / 1e3));
    }

    private static long pow(int exponent) {
        return (long) Math.pow(10, exponent);
    }

    private static String written(double number) {
        byte[] target = new byte[ShortDecimals.ROOM + 3];
        int end = ShortDecimals.write(number, target, 3);
        return end < 0 ? "" : new String(target, 3, end - 3, StandardCharsets.ISO_8859_1);
    }
}
