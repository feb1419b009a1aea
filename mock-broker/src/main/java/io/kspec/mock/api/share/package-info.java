/** The APIs of share groups: membership, fetching and acknowledging, offsets, and the state of partitions (KIP-932). */
@NullMarked
package io.kspec.mock.api.share;

import org.jspecify.annotations.NullMarked;
