package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPatternTest {

    @Test
    void namesAreReplaced() {
        assertThat(TopicPattern.parse("levels-${series}-${metadata:vessel}").raw("a b", Map.of("vessel", "X$1")))
                .isEqualTo("levels-a b-X$1");
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPattern.parse("levels-${sensor}"))
                .withMessageContaining("${sensor}")
                .withMessageContaining("${series}");
        assertThatIllegalArgumentException().isThrownBy(() -> TopicPattern.parse("${metadata:}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicPattern.parse("${metadata:vessel}").raw("s", Map.of()))
                .withMessageContaining("'s' has no metadata 'vessel'");
    }

    @Test
    void illegalCharactersOfThePatternAreRefusedAndOfValuesReplaced() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopicPattern.parse("my topic"));
        assertThat(TopicPattern.topic("søk/a b")).isEqualTo("s_k_a_b");
        assertThatIllegalArgumentException().isThrownBy(() -> TopicPattern.topic("x".repeat(250)));
        assertThatIllegalArgumentException().isThrownBy(() -> TopicPattern.topic(".."));
    }

    @Test
    void seriesShareATopicOnPurposeOnly() {
        Map<String, String> raws = new LinkedHashMap<>();
        raws.put("1", "north sea");
        raws.put("2", "north sea");
        raws.put("3", "north/sea");
        TopicPattern.Named named = TopicPattern.named(raws);

        assertThat(named.topics()).containsExactly(Map.entry("1", "north_sea"), Map.entry("2", "north_sea"));
        assertThat(named.wrong()).containsOnlyKeys("3");
        assertThat(named.wrong().get("3")).contains("'1' and '3'", "'north_sea'");
    }
}
