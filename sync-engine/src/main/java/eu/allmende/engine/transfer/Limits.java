package eu.allmende.engine.transfer;

/// How fast content may go up and down, for all folders of a device together.
public record Limits(Throttle up, Throttle down) {
    /// No limits yet.
    public static Limits none() {
        return new Limits(new Throttle(), new Throttle());
    }
}
