package eu.allmende.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void aDirectoryIsHeldOnlyIfItIsNamedOrLiesInOneThatIsNamedWithAllBelow() {
        Parts parts = Parts.in("a/b").and(Parts.within("c/d"));

        for (String held : List.of("a/b", "c/d", "c/d/e", "c/d/e/f")) {
            assertThat(parts.hold(held)).as(held).isTrue();
        }
        for (String other : List.of("", "a", "a/b/c", "c", "c/dd", "d")) {
            assertThat(parts.hold(other)).as(other).isFalse();
        }
    }

    @Test
    void theWholeHoldsEverything() {
        assertThat(Parts.WHOLE.hold("")).isTrue();
        assertThat(Parts.WHOLE.hold("a/b")).isTrue();
        assertThat(Parts.WHOLE.and(Parts.in("a"))).isEqualTo(Parts.WHOLE);
        assertThat(Parts.in("a").and(Parts.WHOLE)).isEqualTo(Parts.WHOLE);
        assertThat(Parts.within("")).isEqualTo(Parts.WHOLE);
        assertThat(Parts.in("").isWhole()).as("the root's own names are not all").isFalse();
    }

    @Test
    void nothingHoldsNothing() {
        assertThat(Parts.NONE.hold("")).isFalse();
        assertThat(Parts.NONE.isNone()).isTrue();
        assertThat(Parts.NONE.and(Parts.in("a"))).isEqualTo(Parts.in("a"));
        assertThat(Parts.in(List.of())).isEqualTo(Parts.NONE);
    }

    @Test
    void whatIsHeldAlreadyTakesNoRoom() {
        Parts parts = Parts.in("a/b").and(Parts.in("a/b/c")).and(Parts.within("a/b/d"));

        assertThat(parts.and(Parts.within("a"))).isEqualTo(Parts.within("a"));
        assertThat(Parts.within("a").and(Parts.in("a/b"))).isEqualTo(Parts.within("a"));
    }

    @Test
    void tooManyAreTheWhole() {
        Set<String> many = new HashSet<>();
        for (int i = 0; i < Parts.MOST; i++) {
            many.add("d" + i);
        }
        Parts most = Parts.in(many);

        assertThat(most.isWhole()).isFalse();
        assertThat(most.and(Parts.in("d0"))).isEqualTo(most);
        assertThat(most.and(Parts.in("one more"))).isEqualTo(Parts.WHOLE);
        many.add("one more");
        assertThatIllegalArgumentException().isThrownBy(() -> new Parts(many, Set.of()));
    }
}
