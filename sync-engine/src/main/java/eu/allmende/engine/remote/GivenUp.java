package eu.allmende.engine.remote;

import java.time.Instant;
import java.util.List;

/// Much of a folder that commits released, and that nobody claimed again yet.
///
/// @param bytes of packs, beyond what took their place in the same commits
/// @param folderBytes of packs that the folder has, these among them
/// @param devices whose commits did it, by their names; each once
/// @param since ledger time of the first of those commits
/// @param until nothing of it is retired before this ledger time
public record GivenUp(
        long bytes, long folderBytes, List<String> devices, Instant since, Instant until) {
    public GivenUp {
        devices = List.copyOf(devices);
        if (bytes < 0 || bytes > folderBytes) {
            throw new IllegalArgumentException("more than the folder was given up: " + bytes);
        }
    }
}
