package io.fourinsight.camel.sandbox.odata;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeException;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceProperty;
import org.apache.olingo.server.api.uri.queryoption.expression.BinaryOperatorKind;
import org.apache.olingo.server.api.uri.queryoption.expression.Expression;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitor;
import org.apache.olingo.server.api.uri.queryoption.expression.Literal;
import org.apache.olingo.server.api.uri.queryoption.expression.Member;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;
import org.apache.olingo.server.api.uri.queryoption.expression.UnaryOperatorKind;

/** The value of an expression that Olingo has parsed, for one row: String, Double, Boolean, Instant or null. */
final class RowEvaluator implements ExpressionVisitor<Object> {

    private final RowMapper mapper;
    private final Row row;

    RowEvaluator(RowMapper mapper, Row row) {
        this.mapper = mapper;
        this.row = row;
    }

    @Override
    public Object visitBinaryOperator(BinaryOperatorKind operator, Object left, Object right)
            throws ODataApplicationException {
        return Operators.binary(operator, left, right);
    }

    @Override
    public Object visitBinaryOperator(BinaryOperatorKind operator, Object left, List<Object> right) {
        return right.stream().anyMatch(value -> Objects.equals(left, value));
    }

    @Override
    public Object visitUnaryOperator(UnaryOperatorKind operator, Object operand) {
        return Operators.unary(operator, operand);
    }

    @Override
    public Object visitMethodCall(MethodKind function, List<Object> arguments) throws ODataApplicationException {
        return Functions.call(function, arguments);
    }

    @Override
    public Object visitLiteral(Literal literal) throws ODataApplicationException {
        if (!(literal.getType() instanceof EdmPrimitiveType type)) {
            return null;
        }
        boolean time = type.getName().equals(EdmPrimitiveTypeKind.DateTimeOffset.name());
        Class<?> javaType = time ? Instant.class : type.getDefaultType();
        try {
            String text = type.fromUriLiteral(literal.getText());
            Object value = type.valueOfString(text, true, null, null, null, true, javaType);
            return calculable(value);
        } catch (EdmPrimitiveTypeException e) {
            throw new ODataApplicationException(e.getMessage(), 400, Locale.ROOT, e);
        }
    }

    @Override
    public Object visitMember(Member member) throws ODataApplicationException {
        List<UriResource> path = member.getResourcePath().getUriResourceParts();
        if (path.size() == 1 && path.get(0) instanceof UriResourceProperty property) {
            return calculable(mapper.value(row, property.getProperty().getName()));
        }
        throw Operators.unsupported("the path " + member);
    }

    /** Numbers of all types are compared and calculated with as doubles. */
    private static Object calculable(Object value) {
        return value instanceof Number number ? Double.valueOf(number.doubleValue()) : value;
    }

    @Override
    public Object visitLambdaExpression(String function, String variable, Expression expression)
            throws ODataApplicationException {
        throw Operators.unsupported(function);
    }

    @Override
    public Object visitLambdaReference(String variable) throws ODataApplicationException {
        throw Operators.unsupported(variable);
    }

    @Override
    public Object visitAlias(String alias) throws ODataApplicationException {
        throw Operators.unsupported(alias);
    }

    @Override
    public Object visitTypeLiteral(EdmType type) throws ODataApplicationException {
        throw Operators.unsupported("the type " + type.getName());
    }

    @Override
    public Object visitEnum(EdmEnumType type, List<String> values) throws ODataApplicationException {
        throw Operators.unsupported("the enumeration " + type.getName());
    }
}
