package eu.allmende.ui;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The four fences to choose from, each with a plain sentence.
final class FenceChoice {
    private static final String FIRST_COUNTRY = "DE";

    private final Words words;
    private final ToggleGroup group = new ToggleGroup();
    private final ComboBox<String> countries = new ComboBox<>();
    private final RadioButton euSovereign;
    private final RadioButton eu;
    private final RadioButton oneCountry;
    private final RadioButton anywhere;
    private final VBox root = new VBox();

    FenceChoice(Words words) {
        this.words = words;
        euSovereign = radio("eu-sovereign");
        eu = radio("eu");
        oneCountry = radio("country");
        anywhere = radio("anywhere");
        fillCountries();
        var withCountry = new HBox(oneCountry, countries);
        withCountry.setAlignment(Pos.CENTER_LEFT);
        withCountry.getStyleClass().add("with-country");
        root.getStyleClass().add("fences");
        root.getChildren()
                .setAll(
                        option(euSovereign, "eu-sovereign"),
                        option(eu, "eu"),
                        option(withCountry, "country"),
                        option(anywhere, "anywhere"));
        reset();
    }

    Node root() {
        return root;
    }

    /// The strictest fence first: a person widens it knowingly.
    void reset() {
        euSovereign.setSelected(true);
        countries.setValue(FIRST_COUNTRY);
    }

    /// The preset that was chosen, as the desk takes it.
    String chosen() {
        if (eu.isSelected()) {
            return "eu";
        }
        if (oneCountry.isSelected()) {
            return "country:" + countries.getValue();
        }
        return anywhere.isSelected() ? "anywhere" : "eu-sovereign";
    }

    private void fillCountries() {
        List<String> codes =
                Arrays.stream(Locale.getISOCountries())
                        .sorted(Comparator.comparing(words::country, words.order()))
                        .toList();
        countries.getItems().setAll(codes);
        countries.setConverter(new Names());
        countries.setId("country");
        countries.setAccessibleText(words.text("form.country"));
        countries.disableProperty().bind(Bindings.not(oneCountry.selectedProperty()));
    }

    private RadioButton radio(String preset) {
        var radio = new RadioButton(words.text("form.fence." + preset));
        radio.setToggleGroup(group);
        radio.setId("fence-" + preset);
        radio.setAccessibleHelp(words.text("form.fence." + preset + ".hint"));
        return radio;
    }

    private VBox option(Node head, String preset) {
        var hint = new Label(words.text("form.fence." + preset + ".hint"));
        hint.setWrapText(true);
        hint.getStyleClass().addAll("quiet", "fence-hint");
        return new VBox(head, hint);
    }

    private final class Names extends StringConverter<String> {
        @Override
        public String toString(String code) {
            return code == null ? "" : words.country(code);
        }

        @Override
        public String fromString(String name) {
            throw new UnsupportedOperationException("countries are chosen, not typed");
        }
    }
}
