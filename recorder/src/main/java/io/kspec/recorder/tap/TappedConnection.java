package io.kspec.recorder.tap;

import java.net.InetSocketAddress;

/**
 * A client's connection and the one to the broker that it is led to.
 *
 * @param number counts connections, from 1
 * @param client the client's address
 * @param broker the broker's address
 */
public record TappedConnection(int number, InetSocketAddress client, InetSocketAddress broker) {}
