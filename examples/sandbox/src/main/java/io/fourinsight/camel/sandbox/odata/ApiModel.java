package io.fourinsight.camel.sandbox.odata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;

/** Tells Olingo which entities a version of the API has. */
final class ApiModel extends CsdlAbstractEdmProvider {

    private static final FullQualifiedName CONTAINER = new FullQualifiedName(ApiVersion.NAMESPACE, "Container");

    private final ApiVersion version;

    ApiModel(ApiVersion version) {
        this.version = version;
    }

    @Override
    public CsdlEntityType getEntityType(FullQualifiedName name) {
        return kind(kind -> ApiVersion.typeName(kind).equals(name))
                .map(this::entityType)
                .orElse(null);
    }

    @Override
    public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
        return kind(kind -> kind.collection().equals(name))
                .map(ApiModel::entitySet)
                .orElse(null);
    }

    @Override
    public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
        return name == null || name.equals(CONTAINER)
                ? new CsdlEntityContainerInfo().setContainerName(CONTAINER)
                : null;
    }

    @Override
    public CsdlEntityContainer getEntityContainer() {
        return new CsdlEntityContainer()
                .setName(CONTAINER.getName())
                .setEntitySets(Arrays.stream(EntityKind.values())
                        .map(ApiModel::entitySet)
                        .toList());
    }

    @Override
    public List<CsdlSchema> getSchemas() {
        return List.of(new CsdlSchema()
                .setNamespace(ApiVersion.NAMESPACE)
                .setEntityTypes(
                        Arrays.stream(EntityKind.values()).map(this::entityType).toList())
                .setEntityContainer(getEntityContainer()));
    }

    private static Optional<EntityKind> kind(Predicate<EntityKind> test) {
        return Arrays.stream(EntityKind.values()).filter(test).findFirst();
    }

    private static CsdlEntitySet entitySet(EntityKind kind) {
        return new CsdlEntitySet().setName(kind.collection()).setType(ApiVersion.typeName(kind));
    }

    private CsdlEntityType entityType(EntityKind kind) {
        return new CsdlEntityType()
                .setName(kind.typeName())
                .setProperties(kind.columns().stream().map(this::property).toList())
                .setKey(List.of(new CsdlPropertyRef().setName(version.property(EntityKind.KEY))));
    }

    private CsdlProperty property(Column column) {
        return new CsdlProperty()
                .setName(version.property(column.name()))
                .setType(column.type().getFullQualifiedName())
                .setNullable(!column.name().equals(EntityKind.KEY))
                // Ticks, as .NET has them; without a precision Olingo refuses every fraction of a second.
                .setPrecision(column.type() == EdmPrimitiveTypeKind.DateTimeOffset ? 7 : null);
    }
}
