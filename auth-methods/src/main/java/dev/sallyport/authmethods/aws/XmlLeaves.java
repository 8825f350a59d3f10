package dev.sallyport.authmethods.aws;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads STS's XML into `path/to/element` → text. Strict: no document type and so no entity but the five of XML itself,
/// no processing instruction, every element in STS's namespace, no text beside elements, no element twice, at most 8
/// levels.
final class XmlLeaves {

    /// [The API's own](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
    static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static final int MAX_DEPTH = 8;

    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, String> leaves = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private boolean isLeaf;

    private XmlLeaves() {}

    /// @throws IOException when it is anything else; the message does not quote the content
    static Map<String, String> read(String document) throws IOException {
        XmlLeaves reading = new XmlLeaves();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                reading.event(reader, reader.next());
            }
            reader.close();
        } catch (XMLStreamException _) {
            throw new IOException("not well-formed XML");
        }
        return reading.leaves;
    }

    /// Not shared: a factory is not said to be safe for many threads.
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        return factory;
    }

    private void event(XMLStreamReader reader, int event) throws IOException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text.append(reader.getText());
            case XMLStreamConstants.END_DOCUMENT, XMLStreamConstants.COMMENT -> {}
            default -> throw new IOException("a document type, an entity or a processing instruction in XML");
        }
    }

    private void start(XMLStreamReader reader) throws IOException {
        nothingBeside();
        if (!NAMESPACE.equals(reader.getNamespaceURI()) || path.size() >= MAX_DEPTH) {
            throw new IOException("an element outside of STS's namespace, or too deep");
        }
        path.addLast(reader.getLocalName());
        isLeaf = true;
    }

    private void end() throws IOException {
        if (!isLeaf) {
            nothingBeside();
        } else if (leaves.put(String.join("/", path), text.toString()) != null) {
            throw new IOException("an element occurs twice");
        }
        text.setLength(0);
        isLeaf = false;
        path.removeLast();
    }

    private void nothingBeside() throws IOException {
        if (!text.toString().isBlank()) {
            throw new IOException("text beside an element");
        }
        text.setLength(0);
    }
}
