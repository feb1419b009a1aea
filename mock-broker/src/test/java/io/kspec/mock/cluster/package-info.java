/** Tests of a cluster of several brokers. */
@NullMarked
package io.kspec.mock.cluster;

import org.jspecify.annotations.NullMarked;
