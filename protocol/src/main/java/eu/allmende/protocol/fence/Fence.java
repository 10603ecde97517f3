package eu.allmende.protocol.fence;

import static eu.allmende.protocol.fence.EvidenceLevel.L0;
import static eu.allmende.protocol.fence.EvidenceLevel.L1;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The rule about who may hold a folder's pieces: one rule for each attribute, all of which must
/// pass.
///
/// @param country about where the disk is
/// @param network about the country that controls the network
/// @param law about the law that binds the operator
/// @param parent about the operator's ultimate parent
public record Fence(Rule country, Rule network, Rule law, Rule parent) {
    private static final List<String> FIXED_PRESETS = List.of("eu-sovereign", "eu", "anywhere");
    private static final String COUNTRY_PRESET = "country:";

    /// The fence of a preset.
    ///
    /// @param name `eu-sovereign`, `eu`, `country:XX` or `anywhere`
    /// @throws IllegalArgumentException if there is no preset of that name
    public static Fence preset(String name) {
        return switch (name) {
            case "eu-sovereign" ->
                    new Fence(
                            Rule.only(Union.EEA, L1),
                            Rule.only(Union.EEA, L1),
                            Rule.not(Set.of(new Country("US")), L0),
                            Rule.not(Set.of(new Country("US")), L0));
            case "eu" -> placed(Rule.only(Union.EEA, L1));
            case "anywhere" -> placed(Rule.any());
            default -> countryPreset(name);
        };
    }

    private static Fence countryPreset(String name) {
        if (!name.startsWith(COUNTRY_PRESET)) {
            throw new IllegalArgumentException(
                    "no such fence: use eu-sovereign, eu, country:XX or anywhere");
        }
        Country country = new Country(name.substring(COUNTRY_PRESET.length()));
        return placed(Rule.only(Set.of(country), L1));
    }

    private static Fence placed(Rule place) {
        return new Fence(place, place, Rule.any(), Rule.any());
    }

    /// The same fence for a commons that has no databases: what is declared counts.
    public Fence declaredOnly() {
        return new Fence(
                country.declaredOnly(),
                network.declaredOnly(),
                law.declaredOnly(),
                parent.declaredOnly());
    }

    /// Whether a node with these attributes may hold pieces.
    public boolean admits(NodeAttributes node) {
        return refusal(node).isEmpty();
    }

    /// Why a node with these attributes may not hold pieces, as a sentence; empty if it may.
    public Optional<String> refusal(NodeAttributes node) {
        return Stream.of(
                        country.refusal("the disk's country", node.country()),
                        network.refusal("the network's country", node.networkCountry()),
                        law.refusal("the operator's law", node.law()),
                        parent.refusal("the country of the operator's parent", node.parent()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The preset that this fence is, at its own or at lowered levels; `own` if it is none.
    public String name() {
        return FIXED_PRESETS.stream().filter(this::isPreset).findFirst().orElse(nameOfCountry());
    }

    private String nameOfCountry() {
        if (country.allowed().size() == 1) {
            String name = COUNTRY_PRESET + country.allowed().first();
            return isPreset(name) ? name : "own";
        }
        return "own";
    }

    private boolean isPreset(String name) {
        Fence preset = preset(name);
        return equals(preset) || equals(preset.declaredOnly());
    }

    /// The one spelling of this fence.
    public Bytes encode() {
        return FenceForm.encode(this);
    }

    /// The fence that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are no fence, or spell one in a second way
    public static Fence decode(Bytes form) throws MalformedException {
        return FenceForm.decode(form);
    }

    /// What receipts name the fence by: SHA-256 of its spelling.
    public Hash hash() {
        return Hash.sha256(encode().buffer());
    }
}
