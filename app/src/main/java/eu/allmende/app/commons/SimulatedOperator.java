package eu.allmende.app.commons;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.NodeAttributes;
import java.util.List;

/// Who seems to run a node in a commons of one machine.
///
/// @param name of the made-up operator
/// @param country where its disk seems to be
/// @param law whose law seems to bind it and its parent
public record SimulatedOperator(String name, Country country, Country law) {
    private static final List<SimulatedOperator> FIRST =
            List.of(
                    of("Elbe Speicher eG", "DE"),
                    of("Marée Données SCOP", "FR"),
                    of("Dijk Opslag BV", "NL"),
                    of("Almwolke Genossenschaft", "AT"),
                    of("Saimaa Levy Oy", "FI"),
                    of("Duero Discos SL", "ES"),
                    of("Shannon Stores Ltd", "IE"),
                    of("Prairie Disks Inc", "US"));
    private static final List<String> MORE =
            List.of("SE", "DK", "BE", "IT", "PL", "PT", "CZ", "LU", "EE", "LV", "LT", "SI");

    private static SimulatedOperator of(String name, String country) {
        return new SimulatedOperator(name, new Country(country), new Country(country));
    }

    /// The operator of the node at a place: eight in DE FR NL AT FI ES IE US, further ones in other
    /// countries of the EU, all distinct.
    public static SimulatedOperator at(int place) {
        if (place < FIRST.size()) {
            return FIRST.get(place);
        }
        String country = MORE.get((place - FIRST.size()) % MORE.size());
        return of("Operator " + (place + 1) + " of " + country, country);
    }

    /// What its node declares.
    public NodeAttributes attributes() {
        return NodeAttributes.declared(country, law);
    }
}
