/** The target as a cluster: the versions that it advertises, its brokers, leaders and coordinators, and topics made on it. */
@NullMarked
package io.kspec.stage.cluster;

import org.jspecify.annotations.NullMarked;
