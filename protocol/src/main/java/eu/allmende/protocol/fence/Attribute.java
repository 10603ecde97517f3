package eu.allmende.protocol.fence;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing known of a node: a country, or that it is unknown.
public final class Attribute {
    /// Nothing is known: outside every fence.
    public static final Attribute UNKNOWN = new Attribute(null, EvidenceLevel.L0);

    private final @Nullable Country country;
    private final EvidenceLevel level;

    private Attribute(@Nullable Country country, EvidenceLevel level) {
        this.country = country;
        this.level = level;
    }

    /// A country, known as well as the level says.
    public static Attribute of(Country country, EvidenceLevel level) {
        return new Attribute(country, level);
    }

    /// A country that the operator declares.
    public static Attribute declared(Country country) {
        return new Attribute(country, EvidenceLevel.L0);
    }

    /// The country; empty if unknown.
    public Optional<Country> country() {
        return Optional.ofNullable(country);
    }

    /// How well it is known; L0 if unknown.
    public EvidenceLevel level() {
        return level;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute that
                && country().equals(that.country())
                && level == that.level;
    }

    @Override
    public int hashCode() {
        return Objects.hash(country, level);
    }

    @Override
    public String toString() {
        return country().map(Country::code).orElse("unknown") + " (" + level + ")";
    }
}
