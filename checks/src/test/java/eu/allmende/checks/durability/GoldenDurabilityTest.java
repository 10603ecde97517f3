package eu.allmende.checks.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values that were worked out elsewhere, by the exact first-step equations.
class GoldenDurabilityTest {
    private static final double SHARE = 0.05;

    @ParameterizedTest
    @CsvSource({
        "1/1/3,    0.20,  1,  1.634833e-4,  0.268",
        "2/3/5,    0.20,  1,  1.107108e-6,  0.496",
        "3/5/7,    0.20,  1,  9.792126e-9,  0.721",
        "3/5/7,    0.20,  3,  2.595327e-7,  0.721",
        "4/7/10,   0.20,  1,  7.672316e-11, 0.664",
        "6/10/15,  0.20,  3,  3.329090e-10, 0.573",
        "4/7/10,   0.40,  14, 1.18154e-4,   1.520",
        "4/7/10,   0.40,  30, 1.54082e-3,   1.520",
        "3/7/10,   0.20,  7,  2.13314e-9,   0.664",
        "6/10/15,  0.20,  1,  1.44247e-12,  0.573",
        "8/13/20,  0.20,  2,  2.03747e-12,  0.534",
        "10/16/24, 0.20,  2,  1.18732e-13,  0.565",
        "16/26/40, 0.20,  7,  5.50032e-13,  0.526",
        "16/26/40, 0.40,  7,  3.7125e-9,    1.204",
        "20/30/44, 0.20,  7,  3.67402e-12,  0.591",
        "10/25/30, 0.20,  7,  2.07902e-19,  1.246",
        "29/35/80, 0.076, 1,  6.96186e-17,  0.097"
    })
    void packsAreLostAndRepairedAsOften(
            String code, double afr, double days, double loss, double repairs) {
        Losses losses = Chain.of(Scheme.read(code), new Hazard(afr, days));

        assertThat(losses.lossPerYear()).isCloseTo(loss, within(SHARE * loss));
        assertThat(losses.repairsPerYear()).isCloseTo(repairs, within(SHARE * repairs));
    }

    @ParameterizedTest
    @CsvSource({
        "4/7/10,   0.076, 2.2",
        "4/7/10,   0.20,  0.60",
        "4/7/10,   0.40,  0.21",
        "6/10/15,  0.076, 5.1",
        "6/10/15,  0.20,  1.5",
        "6/10/15,  0.40,  0.55",
        "10/16/24, 0.076, 12.6",
        "10/16/24, 0.20,  3.8",
        "10/16/24, 0.40,  1.5",
        "16/26/40, 0.076, 29.4",
        "16/26/40, 0.20,  9.4",
        "16/26/40, 0.40,  3.8"
    })
    void repairMayTakeThisLongForElevenNines(String code, double afr, double days) {
        assertThat(Chain.longestRepairDays(Scheme.read(code), afr, 11))
                .isCloseTo(days, within(SHARE * days));
    }

    @ParameterizedTest
    @CsvSource({
        "4/7/10,   5.5,  3.9, 2.3, 1.5",
        "10/16/24, 7.9,  5.1, 2.7, 1.5",
        "16/26/40, 12.2, 7.2, 3.5, 1.9"
    })
    void shocksLeaveThisMany(String code, double five, double ten, double twenty, double thirty) {
        assertThat(nines(code, 0.05)).isCloseTo(five, within(SHARE));
        assertThat(nines(code, 0.10)).isCloseTo(ten, within(SHARE));
        assertThat(nines(code, 0.20)).isCloseTo(twenty, within(SHARE));
        assertThat(nines(code, 0.30)).isCloseTo(thirty, within(SHARE));
    }

    private static double nines(String code, double share) {
        return Losses.nines(new Shock(share, 300).loss(Scheme.read(code)));
    }
}
