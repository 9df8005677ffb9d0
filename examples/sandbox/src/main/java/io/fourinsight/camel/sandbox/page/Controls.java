package io.fourinsight.camel.sandbox.page;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What somebody can switch on and off, or do once, by a click. */
public final class Controls {

    /** How a switch stands. */
    record Position(String key, String title, String detail, boolean on) {}

    /** Something that is done once. */
    record Action(String key, String title, String detail) {}

    private static final class Switch {

        private final String key;
        private final String title;
        private final String detail;
        private final Consumer<Boolean> effect;
        private boolean on;

        Switch(String key, String title, String detail, Consumer<Boolean> effect) {
            this.key = key;
            this.title = title;
            this.detail = detail;
            this.effect = effect;
        }

        synchronized void set(boolean wanted) {
            if (wanted != on) {
                effect.accept(wanted);
                on = wanted;
            }
        }

        synchronized Position position() {
            return new Position(key, title, detail, on);
        }
    }

    private record Button(Action action, Runnable effect) {}

    private final List<Switch> switches = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();

    /** Adds a switch, which is off; only before others see these controls. */
    public Controls onOff(String key, String title, String detail, Consumer<Boolean> effect) {
        switches.add(new Switch(key, title, detail, effect));
        return this;
    }

    /** Adds a button; only before others see these controls. */
    public Controls button(String key, String title, String detail, Runnable effect) {
        buttons.add(new Button(new Action(key, title, detail), effect));
        return this;
    }

    List<Position> positions() {
        return switches.stream().map(Switch::position).toList();
    }

    List<Action> actions() {
        return buttons.stream().map(Button::action).toList();
    }

    void set(String key, boolean on) {
        switches.stream()
                .filter(one -> one.key.equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(key))
                .set(on);
    }

    void allOff() {
        switches.forEach(one -> one.set(false));
    }

    void press(String key) {
        buttons.stream()
                .filter(button -> button.action().key().equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(key))
                .effect()
                .run();
    }

    private static Refusal unknown(String key) {
        return Refusal.notFound("There is no control %s.".formatted(key));
    }
}
