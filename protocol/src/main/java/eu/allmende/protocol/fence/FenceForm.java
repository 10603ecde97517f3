package eu.allmende.protocol.fence;

import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/// The bytes of a fence: `[1, rule, rule, rule, rule]`, a rule being `[[allowed country…], [denied
/// country…], least level]`, countries in order.
final class FenceForm {
    private static final int VERSION = 1;
    private static final int MOST_COUNTRIES = 676;

    private FenceForm() {}

    static Bytes encode(Fence fence) {
        return Bytes.of(write(fence));
    }

    private static byte[] write(Fence fence) {
        return CborWriter.write(out -> {
            out.array(5).number(VERSION);
            write(out, fence.country());
            write(out, fence.network());
            write(out, fence.law());
            write(out, fence.parent());
        });
    }

    static Fence decode(Bytes form) throws MalformedException {
        return CborReader.readExact(form.bytes(), FenceForm::read, FenceForm::write);
    }

    private static Fence read(CborReader in) throws IOException {
        in.array(5);
        in.number(VERSION, VERSION);
        return new Fence(readRule(in), readRule(in), readRule(in), readRule(in));
    }

    private static void write(CborWriter out, Rule rule) {
        out.array(3);
        write(out, rule.allowed());
        write(out, rule.denied());
        out.number(rule.least().rank());
    }

    private static void write(CborWriter out, SortedSet<Country> countries) {
        out.array(countries.size());
        countries.forEach(country -> out.text(country.code()));
    }

    private static Rule readRule(CborReader in) throws IOException {
        in.array(3);
        return new Rule(
                readCountries(in), readCountries(in), EvidenceLevel.ofRank(in.smallNumber(0, 4)));
    }

    private static SortedSet<Country> readCountries(CborReader in) throws IOException {
        int count = in.arrayUpTo(MOST_COUNTRIES);
        SortedSet<Country> countries = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            countries.add(new Country(in.text(2)));
        }
        return countries;
    }
}
