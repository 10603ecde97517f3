package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.fence.Attribute;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Values as they stand in a column of the state. What does not read back was not written by this
/// program: the database is broken.
final class Columns {
    private Columns() {}

    static Bytes holders(List<Integer> numbers) {
        ByteBuffer column = ByteBuffer.allocate(numbers.size() * Integer.BYTES);
        numbers.forEach(column::putInt);
        return Bytes.of(column.flip());
    }

    static List<Integer> holders(Bytes column) {
        ByteBuffer in = column.buffer();
        List<Integer> numbers = new ArrayList<>(in.remaining() / Integer.BYTES);
        while (in.hasRemaining()) {
            numbers.add(in.getInt());
        }
        return numbers;
    }

    static Fence fence(Bytes column) {
        return whole(() -> Fence.decode(column));
    }

    static Bytes attributes(NodeAttributes attributes) {
        return Bytes.of(
                CborWriter.write(out -> {
                    out.array(4);
                    write(out, attributes.country());
                    write(out, attributes.networkCountry());
                    write(out, attributes.law());
                    write(out, attributes.parent());
                }));
    }

    static NodeAttributes attributes(Bytes column) {
        return whole(() ->
                CborReader.read(
                        column.bytes(),
                        in -> {
                            in.array(4);
                            return new NodeAttributes(read(in), read(in), read(in), read(in));
                        }));
    }

    private static void write(CborWriter out, Attribute attribute) {
        out.array(2)
                .text(attribute.country().map(Country::code).orElse(""))
                .number(attribute.level().rank());
    }

    private static Attribute read(CborReader in) throws IOException {
        in.array(2);
        String code = in.text(2);
        EvidenceLevel level = EvidenceLevel.ofRank(in.smallNumber(0, 4));
        return code.isEmpty() ? Attribute.UNKNOWN : Attribute.of(new Country(code), level);
    }

    private static <T> T whole(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedException e) {
            throw new UncheckedIOException("the state holds what nobody wrote", e);
        }
    }

    private interface Reading<T> {
        T read() throws MalformedException;
    }
}
