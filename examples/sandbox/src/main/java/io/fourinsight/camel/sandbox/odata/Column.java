package io.fourinsight.camel.sandbox.odata;

import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** A property of an entity, by its PascalCase name. */
record Column(String name, EdmPrimitiveTypeKind type) {

    static Column text(String name) {
        return new Column(name, EdmPrimitiveTypeKind.String);
    }

    static Column number(String name) {
        return new Column(name, EdmPrimitiveTypeKind.Double);
    }

    static Column integer(String name) {
        return new Column(name, EdmPrimitiveTypeKind.Int64);
    }

    static Column time(String name) {
        return new Column(name, EdmPrimitiveTypeKind.DateTimeOffset);
    }
}
