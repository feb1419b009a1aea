/**
 * The APIs that the mock broker answers: one file each, all of them in {@link io.kspec.mock.api.ApiTable}, and what a handler
 * sees of a request and of the cluster.
 */
@NullMarked
package io.kspec.mock.api;

import org.jspecify.annotations.NullMarked;
