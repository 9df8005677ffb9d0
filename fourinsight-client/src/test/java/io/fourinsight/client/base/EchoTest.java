package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {

    private static final String SECRET = "eyJ0+eXAi/OiJK.V1Q-iLCJh~bGci=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "eyJ0%2BeXAi%2FOiJK.V1Q-iLCJh~bGci%3D",
                "eyJ0%2beXAi%2fOiJK.V1Q-iLCJh%7ebGci%3d",
                "eyJ0%252BeXAi%252FOiJK.V1Q-iLCJh~bGci%253D",
                "eyJ0+eXAi\\/OiJK.V1Q-iLCJh~bGci=",
                "eyJ0\\u002BeXAi\\u002fOiJK.V1Q-iLCJh~bGci\\u003D",
                "eyJ0&#43;eXAi&#x2F;OiJK.V1Q-iLCJh~bGci&#X3d;",
                "EYJ0+EXAI/OIJK.V1Q-ILCJH~BGCI=",
                "%65yJ0+eXAi/OiJK.V1Q-iLCJh~bGci=",
                "eyJ0+eXAi/OiJK.V1Q-iL",
                "eyJ0%2BeXAi%2FOiJK.V"
            })
    void aSecretIsHiddenHoweverItIsWritten(String echo) {
        assertThat(Echo.hide(SECRET, "Bearer " + echo)).isEqualTo("Bearer ***");
        assertThat(Echo.hide(SECRET, "{\"a\":\"" + echo + "\",\"b\":\"" + echo + "\"}"))
                .isEqualTo("{\"a\":\"***\",\"b\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100% of %2 and %zz", "\\u00", "\\", "&#", "&#;", "&#43", "&amp; eyJ0+eXAi/OiJ", "%25"})
    void otherTextStays(String text) {
        assertThat(Echo.hide(SECRET, text)).isEqualTo(text);
    }

    @Test
    void aShortSecretIsHiddenIfItIsWhole() {
        assertThat(Echo.hide("s1gn", "s1g s1gn")).isEqualTo("s1g ***");
    }
}
