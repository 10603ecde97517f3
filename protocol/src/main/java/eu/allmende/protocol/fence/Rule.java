package eu.allmende.protocol.fence;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which countries one attribute may have. What is unknown never passes.
///
/// @param allowed the only countries that pass; empty: every known country passes
/// @param denied countries that do not pass, even if allowed
/// @param least the weakest evidence that counts
public record Rule(SortedSet<Country> allowed, SortedSet<Country> denied, EvidenceLevel least) {
    public Rule {
        allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
        denied = Collections.unmodifiableSortedSet(new TreeSet<>(denied));
    }

    /// Every known country passes.
    public static Rule any() {
        return new Rule(sorted(Set.of()), sorted(Set.of()), EvidenceLevel.L0);
    }

    /// Only these countries pass.
    public static Rule only(Collection<Country> allowed, EvidenceLevel least) {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("a rule that allows no country");
        }
        return new Rule(sorted(allowed), sorted(Set.of()), least);
    }

    /// Every known country passes but these.
    public static Rule not(Collection<Country> denied, EvidenceLevel least) {
        return new Rule(sorted(Set.of()), sorted(denied), least);
    }

    Rule declaredOnly() {
        return new Rule(allowed, denied, EvidenceLevel.L0);
    }

    /// Why the attribute does not pass; empty if it does.
    ///
    /// @param what the attribute in words, as the beginning of a sentence
    Optional<String> refusal(String what, Attribute attribute) {
        if (attribute.country().isEmpty()) {
            return Optional.of(what + " is unknown, and unknown is outside every fence");
        }
        Country country = attribute.country().get();
        if (denied.contains(country)) {
            return Optional.of(what + " is " + country + ", which the fence denies");
        }
        if (!allowed.isEmpty() && !allowed.contains(country)) {
            return Optional.of(what + " is " + country + ", which the fence does not allow");
        }
        if (!attribute.level().isAtLeast(least)) {
            return Optional.of(
                    what
                            + " is known at "
                            + attribute.level()
                            + " only; the fence asks for "
                            + least);
        }
        return Optional.empty();
    }

    private static SortedSet<Country> sorted(Collection<Country> countries) {
        return new TreeSet<>(countries);
    }
}
