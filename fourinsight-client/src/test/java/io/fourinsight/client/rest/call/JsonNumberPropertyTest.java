package io.fourinsight.client.rest.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonNumberPropertyTest {

    /** Decimals as JSON has them, most of them as short as those of instruments. */
    @Provide
    static Arbitrary<String> decimals() {
        Arbitrary<String> wholes = Arbitraries.oneOf(
                Arbitraries.just("0"),
                Arbitraries.longs().between(1, 99_999_999).map(Object::toString),
                Arbitraries.longs().greaterOrEqual(1).map(Object::toString));
        Arbitrary<String> fractions = Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(9),
                Arbitraries.strings().withChars("05").ofMinLength(1).ofMaxLength(9),
                Arbitraries.strings().withChars("0123456789").ofMinLength(1).ofMaxLength(18));
        return Combinators.combine(
                        Arbitraries.of("", "", "-"),
                        wholes,
                        fractions,
                        Arbitraries.of("", "", "", "", "e0", "E-7", "e12"))
                .as((sign, whole, fraction, exponent) -> sign + whole + "." + fraction + exponent);
    }

    /** {@code Double} if its own text is the same number with the same digits. */
    @Property(tries = 20_000)
    void aDecimalIsADoubleOnlyWhereThatIsWrittenWithTheSameDigits(@ForAll("decimals") String text) throws IOException {
        double number = Double.parseDouble(text);
        boolean keeps = Double.toString(number).equals(text) || new BigDecimal(text).equals(BigDecimal.valueOf(number));

        Object read = JsonMapping.read(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(read).isEqualTo(keeps ? (Object) number : new BigDecimal(text));
    }
}
