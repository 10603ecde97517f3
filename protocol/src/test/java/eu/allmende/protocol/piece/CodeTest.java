package eu.allmende.protocol.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CodeTest {
    @Test
    void theLadderGivesTheHighestRungThatTheOperatorsAllow() {
        assertThat(Code.forOperators(1)).hasToString("1/1/1/1");
        assertThat(Code.forOperators(4)).hasToString("2/2/3/4");
        assertThat(Code.forOperators(6)).hasToString("2/3/4/5");
        assertThat(Code.forOperators(7)).hasToString("3/5/6/7");
        assertThat(Code.forOperators(11)).hasToString("3/5/6/7");
        assertThat(Code.forOperators(1_000)).hasToString("16/26/33/40");
        assertThatThrownBy(() -> Code.forOperators(0)).hasMessageContaining("0 operators");
    }

    @Test
    void noDomainMayHoldEnoughToLoseAPack() {
        assertThat(Code.forOperators(7).perDomain()).isEqualTo(3);
        assertThat(Code.forOperators(44).perDomain()).isEqualTo(3);
        assertThat(Code.forOperators(4).perDomain()).isEqualTo(1);
    }

    @Test
    void withoutAnyOneCountryThePackComesBack() {
        for (Code code : Code.upTo(44)) {
            assertThat(code.wanted() - code.perCountry())
                    .isEqualTo(code.wanted() == 1 ? 0 : code.needed());
        }
        assertThat(Code.forOperators(7).perCountry()).isEqualTo(4);
        assertThat(Code.forOperators(1).perCountry()).isEqualTo(1);
        assertThat(Code.upTo(0)).isEmpty();
    }
}
