package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesQueryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                  | $filter=M ge 1&$orderby=M,Id",
                "?                                  | $filter=M ge 1&$orderby=M,Id",
                "$filter=                           | $filter=M ge 1&$orderby=M,Id",
                "$filter=a eq 1 or b eq 2           | $filter=(a eq 1 or b eq 2) and M ge 1&$orderby=M,Id",
                "$FILTER=t eq 'A & B'&$select=Id,M  | $select=Id,M&$filter=(t eq 'A & B') and M ge 1&$orderby=M,Id",
                "x&y=&$filter=a&$filter=b           | x&y=&$filter=(a) and (b) and M ge 1&$orderby=M,Id"
            })
    void bothFiltersHold(String query, String expected) {
        String combined = ChangesQuery.of(query, "M ge 1", "M,Id");

        assertThat(combined).isEqualTo(expected);
        assertThat(ODataQuery.parse(combined))
                .filteredOn(p -> p.getName().equals("$filter"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$top=5", "$select=Id&$OrderBy=Id desc", "$skip=1", "$skiptoken=x", "$apply=aggregate(x)"})
    void anOrderOrALimitOfTheUserIsRefused(String query) {
        assertThatThrownBy(() -> ChangesQuery.of(query, "M ge 1", "M,Id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'query': value '" + query + "' is not");
    }

    @Test
    void aPathWithAQueryIsRefused() {
        assertThatThrownBy(() -> ChangesQuery.checkPath("v1.1/Campaigns?$filter=a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'path': value 'v1.1/Campaigns?$filter=a' is not");
        assertThatCode(() -> ChangesQuery.checkPath("v1.1/Campaigns?")).doesNotThrowAnyException();
    }
}
