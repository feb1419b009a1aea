package io.kspec.reference;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a broker and does not close it. It ends at the end of its standard input. */
final class Starter {

    private Starter() {}

    /** Takes the release, and the folder in which the broker's directory is created. */
    public static void main(String[] arguments) throws IOException {
        ReferenceBroker broker =
                ReferenceBroker.of(arguments[0]).in(Path.of(arguments[1])).start();
        System.out.println(broker.pid());
        while (System.in.read() >= 0) {
            // Only the end of the stream matters.
        }
    }
}
