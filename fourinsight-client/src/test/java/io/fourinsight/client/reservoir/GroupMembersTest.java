package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupMembersTest {

    @Test
    void labelsAndIdsKeepTheirOrder() {
        GroupMembers members = GroupMembers.parse("series", " Ay : id-2 ,Ax:id-1,z:urn:id");

        assertThat(members.ids().keySet()).containsExactly("Ay", "Ax", "z");
        assertThat(members.ids().values()).containsExactly("id-2", "id-1", "urn:id");
        assertThat(GroupMembers.parse("series", members.toString())).isEqualTo(members);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''           | has a series without a label",
                "','          | has a series without a label",
                "Ax:1,        | has a series without a label",
                ":1           | has a series without a label",
                "' :1'        | has a series without a label",
                "Ax           | has no id for the label 'Ax'",
                "Ax:          | has no id for the label 'Ax'",
                "Ax:1,Ay: ,z:3| has no id for the label 'Ay'",
                "Ax:..        | has no id for the label 'Ax'",
                "Ax:1,Ax:2    | has the label 'Ax' twice",
                "Ax:1, Ax :1  | has the label 'Ax' twice",
                "Time:1       | has the label 'Time', which is the times' own"
            })
    void whatIsNoListOfLabelsNamesTheOption(String text, String why) {
        assertThatThrownBy(() -> GroupMembers.parse("series", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "option 'series': value '" + text + "' is not a list of labelled series: it " + why)
                .hasMessageContaining("; allowed are a label and an id");
    }
}
