/** The requests that kspec sends as a client, each written once and for every version of its API. */
@NullMarked
package io.kspec.stage.requests;

import org.jspecify.annotations.NullMarked;
