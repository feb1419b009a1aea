package io.kspec.reference;

/**
 * A listener next to the one that speaks PLAINTEXT.
 *
 * @param name in capitals, as in {@code listener.name.<name>.*} properties, where it is written in small letters
 * @param protocol SSL, SASL_PLAINTEXT or SASL_SSL
 * @param port on the loopback interface
 */
record BrokerListener(String name, String protocol, int port) {}
