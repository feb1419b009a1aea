/** Topics, as pure state owned by one thread: their names, configurations and partitions. */
@NullMarked
package io.kspec.mock.topic;

import org.jspecify.annotations.NullMarked;
