package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Attribute;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;

/// The bytes of a node's attributes: four of `[country, level]`, the country empty if unknown.
final class AttributesForm {
    private AttributesForm() {}

    static void write(CborWriter out, NodeAttributes attributes) {
        out.array(4);
        write(out, attributes.country());
        write(out, attributes.networkCountry());
        write(out, attributes.law());
        write(out, attributes.parent());
    }

    private static void write(CborWriter out, Attribute attribute) {
        out.array(2)
                .text(attribute.country().map(Country::code).orElse(""))
                .number(attribute.level().rank());
    }

    static NodeAttributes read(CborReader in) throws IOException {
        in.array(4);
        return new NodeAttributes(readOne(in), readOne(in), readOne(in), readOne(in));
    }

    private static Attribute readOne(CborReader in) throws IOException {
        in.array(2);
        String code = in.text(2);
        EvidenceLevel level = EvidenceLevel.ofRank(in.smallNumber(0, 4));
        return code.isEmpty() ? Attribute.UNKNOWN : Attribute.of(new Country(code), level);
    }
}
