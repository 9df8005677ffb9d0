package io.fourinsight.camel.sandbox.odata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.queryoption.OrderByItem;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;

/** The rows that the options of a query choose: filtered, then ordered, then cut. */
final class CollectionQuery {

    /**
     * What one answer holds.
     *
     * @param total the rows that the filter lets through
     * @param nextToken the skip token of the next page, if there is one
     */
    record Page(List<Row> rows, int total, OptionalInt nextToken) {}

    private record Ranked(Row row, List<Object> ranks) {}

    private final RowMapper mapper;
    private final UriInfo query;

    CollectionQuery(RowMapper mapper, UriInfo query) {
        this.mapper = mapper;
        this.query = query;
    }

    Page page(List<Row> rows, int pageSize) throws ODataApplicationException {
        List<Row> chosen = order(filter(rows));
        int skip = query.getSkipOption() == null
                ? 0
                : Math.min(query.getSkipOption().getValue(), chosen.size());
        List<Row> wanted = chosen.subList(skip, chosen.size());
        if (query.getTopOption() != null) {
            wanted = wanted.subList(0, Math.min(query.getTopOption().getValue(), wanted.size()));
        }
        int from = Math.min(skipToken(), wanted.size());
        int to = Math.min(from + pageSize, wanted.size());
        return new Page(
                wanted.subList(from, to), chosen.size(), to < wanted.size() ? OptionalInt.of(to) : OptionalInt.empty());
    }

    private int skipToken() throws ODataApplicationException {
        if (query.getSkipTokenOption() == null) {
            return 0;
        }
        String token = query.getSkipTokenOption().getValue();
        if (!token.matches("\\d{1,9}")) {
            throw new ODataApplicationException("This $skiptoken is not one of ours.", 400, Locale.ROOT);
        }
        return Integer.parseInt(token);
    }

    private List<Row> filter(List<Row> rows) throws ODataApplicationException {
        if (query.getFilterOption() == null) {
            return rows;
        }
        List<Row> passed = new ArrayList<>();
        for (Row row : rows) {
            if (Boolean.TRUE.equals(value(query.getFilterOption().getExpression(), row))) {
                passed.add(row);
            }
        }
        return passed;
    }

    private List<Row> order(List<Row> rows) throws ODataApplicationException {
        if (query.getOrderByOption() == null) {
            return rows;
        }
        List<OrderByItem> items = query.getOrderByOption().getOrders();
        List<Ranked> ranked = new ArrayList<>();
        for (Row row : rows) {
            List<Object> ranks = new ArrayList<>();
            for (OrderByItem item : items) {
                ranks.add(value(item.getExpression(), row));
            }
            ranked.add(new Ranked(row, ranks));
        }
        return ranked.stream().sorted(comparator(items)).map(Ranked::row).toList();
    }

    private static Comparator<Ranked> comparator(List<OrderByItem> items) {
        Comparator<Ranked> comparator = (left, right) -> 0;
        for (int i = 0; i < items.size(); i++) {
            int position = i;
            Comparator<Ranked> next = (left, right) ->
                    Operators.compare(left.ranks().get(position), right.ranks().get(position));
            comparator = comparator.thenComparing(items.get(i).isDescending() ? next.reversed() : next);
        }
        return comparator;
    }

    private Object value(Expression expression, Row row) throws ODataApplicationException {
        try {
            return expression.accept(new RowEvaluator(mapper, row));
        } catch (ExpressionVisitException e) {
            throw new ODataApplicationException(e.getMessage(), 400, Locale.ROOT, e);
        }
    }
}
