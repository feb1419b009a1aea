package io.kspec.mock.quota;

import java.util.regex.Pattern;

/** Whether a text names a host. Unlike Apache Kafka, the mock looks no names up, so only {@code localhost} is known. */
final class HostAddress {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-fA-F:]{2,39}(" + IPV4 + ")?");

    private HostAddress() {}

    static boolean isValid(String text) {
        return text.equals("localhost")
                || IPV4.matcher(text).matches()
                || IPV6.matcher(text).matches();
    }
}
