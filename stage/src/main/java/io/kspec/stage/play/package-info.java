/** The stage on which checks, scenarios and captures talk to a target: roles, topics and the brokers they reach. */
@NullMarked
package io.kspec.stage.play;

import org.jspecify.annotations.NullMarked;
