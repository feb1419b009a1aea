/** Share groups (KIP-932): their members, the records that these have acquired, and what is kept of their partitions. */
@NullMarked
package io.kspec.mock.group.share;

import org.jspecify.annotations.NullMarked;
