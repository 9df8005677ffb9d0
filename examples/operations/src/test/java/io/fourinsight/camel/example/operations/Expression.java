package io.fourinsight.camel.example.operations;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that an expression of Prometheus selects. */
record Expression(List<Selector> metrics) {

    /**
     * @param matchers as in {@code outcome!="2xx"}
     * @param grouping the labels that it is grouped by, as they are written before it
     */
    record Selector(String metric, List<Match> matchers, Set<String> grouping) {}

    record Match(String label, String operator, String value) {

        boolean accepts(String other) {
            return switch (operator) {
                case "=" -> other.equals(value);
                case "!=" -> !other.equals(value);
                case "=~" -> other.matches(value);
                default -> !other.matches(value);
            };
        }
    }

    private static final Pattern TOKEN = Pattern.compile(
            "\"((?:\\\\.|[^\"\\\\])*)\"|\\[[^\\]]*]" + "|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9.]+|=~|!~|!=|==|<=|>=|\\S");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    static Expression parse(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        tokens.add(""); // so that each has a next one
        List<Selector> metrics = new ArrayList<>();
        Set<String> grouping = new LinkedHashSet<>();
        for (int i = 0; i < tokens.size() - 1; i++) {
            String word = tokens.get(i);
            String next = tokens.get(i + 1);
            if (!isName(word) || WORDS.contains(word)) {
                continue;
            }
            if (GROUPING.contains(word)) {
                int end = tokens.subList(i, tokens.size()).indexOf(")") + i;
                tokens.subList(i + 1, end).stream().filter(Expression::isName).forEach(grouping::add);
                i = end;
            } else if (!next.equals("(") && !GROUPING.contains(next)) { // else it is a function
                int end = next.equals("{") ? tokens.subList(i, tokens.size()).indexOf("}") + i : i;
                metrics.add(new Selector(word, matchers(tokens.subList(i + 1, end + 1)), grouping));
                grouping = new LinkedHashSet<>();
                i = end;
            }
        }
        return new Expression(metrics);
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:].*");
    }

    private static List<Match> matchers(List<String> tokens) {
        List<Match> matchers = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (isName(tokens.get(i)) && tokens.get(i + 2).startsWith("\"")) {
                String value = tokens.get(i + 2);
                matchers.add(new Match(tokens.get(i), tokens.get(i + 1), value.substring(1, value.length() - 1)));
            }
        }
        return matchers;
    }

    /** What the expression names and the scrape does not have: metrics, labels, and values that nothing has. */
    List<String> missing(Scrape scrape) {
        List<String> missing = new ArrayList<>();
        for (Selector selector : metrics) {
            if (!scrape.has(selector.metric())) {
                missing.add(selector.metric());
            }
            for (Match match : selector.matchers()) {
                if (scrape.values(selector.metric(), match.label()).noneMatch(match::accepts)) {
                    missing.add(selector.metric() + "{" + match.label() + match.operator() + match.value() + "}");
                }
            }
            selector.grouping().stream()
                    .filter(label ->
                            scrape.values(selector.metric(), label).findAny().isEmpty())
                    .forEach(label -> missing.add(selector.metric() + " by " + label));
        }
        return missing;
    }
}
