/** What brokers ask of clients' metrics, and which pushes of them they take (KIP-714). */
@NullMarked
package io.kspec.mock.telemetry;

import org.jspecify.annotations.NullMarked;
