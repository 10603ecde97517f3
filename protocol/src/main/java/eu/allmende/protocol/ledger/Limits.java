package eu.allmende.protocol.ledger;

import eu.allmende.protocol.wire.Bytes;
import java.util.HashSet;
import java.util.List;

/// What the fields of every entry must keep to, checked where a record is made.
final class Limits {
    private Limits() {}

    static void sealed(String name, Bytes value) {
        size(name, value, Entry.MOST_SEALED_BYTES);
    }

    static void size(String name, Bytes value, int mostBytes) {
        if (value.size() > mostBytes) {
            throw new IllegalArgumentException(name + " is too long: " + value.size());
        }
    }

    static void notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
    }

    static void epoch(int epoch) {
        if (epoch < Entry.FIRST_EPOCH) {
            throw new IllegalArgumentException("epoch is under the first: " + epoch);
        }
    }

    static void text(String name, String value, int mostCharacters) {
        if (value.isBlank() || value.length() > mostCharacters) {
            throw new IllegalArgumentException(name + " has an unfit length: " + value.length());
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " holds a control character");
        }
    }

    static void once(String name, List<?> items) {
        if (items.size() > Entry.MOST_PACKS) {
            throw new IllegalArgumentException(name + " has too many items: " + items.size());
        }
        if (new HashSet<>(items).size() != items.size()) {
            throw new IllegalArgumentException(name + " names something twice");
        }
    }
}
