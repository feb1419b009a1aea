package io.kspec.reference;

import java.io.IOException;
import java.nio.file.Path;

/** A program that starts a broker and never closes it; it ends with its standard input, or when it is killed. */
final class Starter {

    private Starter() {}

    /** The release, and the directory to make the broker's in. */
    public static void main(String[] arguments) throws IOException {
        ReferenceBroker broker =
                ReferenceBroker.of(arguments[0]).in(Path.of(arguments[1])).start();
        System.out.println(broker.pid());
        while (System.in.read() >= 0) {
            // Only the end counts.
        }
    }
}
