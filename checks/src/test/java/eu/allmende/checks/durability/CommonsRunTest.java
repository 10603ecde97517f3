package eu.allmende.checks.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The played commons beside what is known exactly. Each run has its seed, so that none depends on
/// luck.
class CommonsRunTest {
    private static final double YEARS = 40;

    private static Setting setting(String code, double afr, double days) {
        return new Setting(
                Scheme.read(code),
                new Hazard(afr, days),
                false,
                2000,
                20_000,
                YEARS * Hazard.DAYS_A_YEAR,
                1,
                8,
                0,
                0,
                1);
    }

    private static Setting fixed(Setting of) {
        return new Setting(
                of.scheme(), of.hazard(), true, of.nodes(), of.packs(), of.days(), 1, 8, 0, 0, 1);
    }

    /// More than 300 losses each, whose spread is up to 6 %.
    @ParameterizedTest
    @CsvSource({"4/7/10, 0.40, 30", "1/1/3, 0.40, 2", "2/3/5, 0.50, 10", "3/5/7, 0.50, 14"})
    void asManyPacksAreLostAsTheChainSays(String code, double afr, double days) {
        Setting setting = setting(code, afr, days);
        Losses exact = Chain.of(setting.scheme(), setting.hazard());
        Tally played = CommonsRun.of(setting);

        assertThat(played.losses).isGreaterThan(300);
        assertThat(played.lossPerYear())
                .isCloseTo(exact.lossPerYear(), Percentage.withPercentage(12));
        assertThat(played.movedPerLost())
                .isCloseTo(exact.movedPerLost(), Percentage.withPercentage(2));
    }

    @Test
    void repairsOfEqualLengthLoseFewer() {
        Setting setting = fixed(setting("3/5/7", 0.50, 21));
        Losses exact = FixedRepair.of(setting.scheme(), setting.hazard());
        Tally played = CommonsRun.of(setting);

        assertThat(played.losses).isGreaterThan(300);
        assertThat(played.lossPerYear())
                .isCloseTo(exact.lossPerYear(), Percentage.withPercentage(12))
                .isLessThan(Chain.of(setting.scheme(), setting.hazard()).lossPerYear());
    }

    @Test
    void aShockTakesWhatTheHypergeometricSays() {
        Setting calm = setting("4/7/10", 0.10, 0.1);
        Setting setting =
                new Setting(
                        calm.scheme(), calm.hazard(), false, 300, 200_000, 400, 1, 8, 0.3, 0, 1);

        double share = CommonsRun.of(setting).shockLosses / 200_000.0;

        assertThat(share)
                .isCloseTo(
                        new Shock(0.3, 300).loss(setting.scheme()), Percentage.withPercentage(5));
    }

    /// Of 3 pieces, each online for 90 % of the time, at least one is with 99.9 %.
    @Test
    void readsFailWhenTooFewAreOnline() {
        Setting setting =
                new Setting(
                        new Scheme(1, 2, 3),
                        new Hazard(0.01, 0.1),
                        false,
                        1000,
                        2000,
                        YEARS * Hazard.DAYS_A_YEAR,
                        0.9,
                        8,
                        0,
                        0,
                        1);

        assertThat(CommonsRun.of(setting).readable()).isCloseTo(0.999, within(0.0002));
    }

    /// What is lost in a day is more than repair may move in a day.
    @Test
    void tooLittleBandwidthLosesPacks() {
        Setting unlimited = setting("4/7/10", 0.20, 0.1);
        Setting limited =
                new Setting(
                        unlimited.scheme(),
                        unlimited.hazard(),
                        false,
                        300,
                        2000,
                        5 * Hazard.DAYS_A_YEAR,
                        1,
                        8,
                        0,
                        15,
                        1);

        Tally played = CommonsRun.of(limited);

        assertThat(played.losses).isPositive();
        assertThat(played.longestWaitDays).isGreaterThan(10);
        assertThat(played.piecesMoved).isLessThanOrEqualTo((long) (15 * limited.days()));
    }

    @Test
    void theSameSeedPlaysTheSameYears() {
        Setting setting =
                new Setting(
                        new Scheme(2, 3, 5),
                        new Hazard(0.5, 10),
                        false,
                        100,
                        1000,
                        1000,
                        0.9,
                        8,
                        0.1,
                        50,
                        7);

        assertThat(CommonsRun.of(setting))
                .usingRecursiveComparison()
                .isEqualTo(CommonsRun.of(setting));
    }
}
