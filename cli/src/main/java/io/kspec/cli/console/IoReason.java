package io.kspec.cli.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in words why something could not be read or written. */
public final class IoReason {
    private IoReason() {}

    /** The reason after the path that was asked for, unless it names that itself: {@code out: not a folder: /tmp}. */
    public static String at(Path path, IOException failure) {
        String reason = of(failure);
        return reason.contains(path.toString()) ? reason : path + ": " + reason;
    }

    /** {@code permission denied: /etc/shadow}. */
    public static String of(IOException failure) {
        String message = failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder: " + message;
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied: " + message;
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "not a folder: " + message;
        }
        if (failure instanceof FileSystemException || failure instanceof FileNotFoundException) {
            return String.valueOf(message);
        }
        return message == null || message.isBlank() ? "it could not be read or written" : message;
    }
}
