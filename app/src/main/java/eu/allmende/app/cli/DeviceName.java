package eu.allmende.app.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What a device is called when nobody says.
final class DeviceName {
    private DeviceName() {}

    static String ofThisComputer() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.isBlank() ? "computer" : name;
        } catch (UnknownHostException e) {
            return "computer";
        }
    }
}
