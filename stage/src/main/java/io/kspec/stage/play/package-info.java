/** The stage on which checks, scenarios and captures talk to a target: roles, names, variables and a transcript. */
@NullMarked
package io.kspec.stage.play;

import org.jspecify.annotations.NullMarked;
