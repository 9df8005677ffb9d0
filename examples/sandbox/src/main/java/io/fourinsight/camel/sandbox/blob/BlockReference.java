package io.fourinsight.camel.sandbox.blob;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An entry of a block list: a block's id, and among which blocks to look for it. */
record BlockReference(Kind kind, String id) {

    enum Kind {
        COMMITTED,
        UNCOMMITTED,
        LATEST
    }

    /**
     * Reads the XML of a block list.
     *
     * @throws IllegalArgumentException if it is none
     */
    static List<BlockReference> parse(InputStream xml) {
        List<BlockReference> list = new ArrayList<>();
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            reader.nextTag();
            reader.require(XMLStreamConstants.START_ELEMENT, null, "BlockList");
            while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
                Kind kind = kind(reader.getLocalName());
                list.add(new BlockReference(kind, reader.getElementText().strip()));
            }
            return list;
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    Optional<Blob> find(Map<String, Blob> uncommitted, Map<String, Blob> committed) {
        Optional<Blob> waiting = Optional.ofNullable(uncommitted.get(id));
        Optional<Blob> present = Optional.ofNullable(committed.get(id));
        return switch (kind) {
            case COMMITTED -> present;
            case UNCOMMITTED -> waiting;
            case LATEST -> waiting.or(() -> present);
        };
    }

    private static Kind kind(String element) {
        return switch (element) {
            case "Committed" -> Kind.COMMITTED;
            case "Uncommitted" -> Kind.UNCOMMITTED;
            case "Latest" -> Kind.LATEST;
            default -> throw new IllegalArgumentException("unknown element " + element);
        };
    }
}
