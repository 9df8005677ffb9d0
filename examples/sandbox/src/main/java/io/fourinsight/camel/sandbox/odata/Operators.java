package io.fourinsight.camel.sandbox.odata;

import java.util.Locale;
import java.util.Objects;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** OData's operators over String, Double, Boolean and Instant, with null for an unknown value. */
final class Operators {

    private Operators() {}

    static Object unary(UnaryOperatorKind operator, Object operand) {
        if (operand == null) {
            return null;
        }
        return switch (operator) {
            case NOT -> !(Boolean) operand;
            case MINUS -> -(Double) operand;
        };
    }

    static Object binary(BinaryOperatorKind operator, Object left, Object right) throws ODataApplicationException {
        return switch (operator) {
            case AND -> and((Boolean) left, (Boolean) right);
            case OR -> not(and(not((Boolean) left), not((Boolean) right)));
            case EQ -> Objects.equals(left, right);
            case NE -> !Objects.equals(left, right);
            case GT, GE, LT, LE -> left != null && right != null && holds(operator, compare(left, right));
            case ADD, SUB, MUL, DIV, MOD ->
                left == null || right == null ? null : calculate(operator, (Double) left, (Double) right);
            default -> throw unsupported(operator.toString());
        };
    }

    /** The order of two values of one type; null comes before any other. */
    @SuppressWarnings("unchecked")
    static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return ((Comparable<Object>) left).compareTo(right);
    }

    static ODataApplicationException unsupported(String what) {
        return new ODataApplicationException("The sandbox does not evaluate " + what + ".", 501, Locale.ROOT);
    }

    /** False if one is false, however unknown the other. */
    private static Boolean and(Boolean left, Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return left == null || right == null ? null : true;
    }

    private static Boolean not(Boolean operand) {
        return operand == null ? null : !operand;
    }

    private static boolean holds(BinaryOperatorKind operator, int order) {
        return switch (operator) {
            case GT -> order > 0;
            case GE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    private static double calculate(BinaryOperatorKind operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> left / right;
            default -> left % right;
        };
    }
}
