package io.kspec.mock.admin.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a web page made a browser send.
 *
 * <p>A page can reach a loopback port in two ways. Its own host name may resolve to the loopback address (DNS rebinding); then
 * the {@code Host} header has that name. So only names that the public DNS cannot serve are accepted: IP addresses, {@code
 * localhost}, names without a dot, and those that were allowed by name. Or the page sends a cross-origin request, whose response
 * it cannot read, but which takes effect; then the browser adds {@code Origin} or {@code Sec-Fetch-Site}.
 */
final class BrowserGuard {
    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> SAME_SITE = Set.of("none", "same-origin");

    private final Set<String> allowedHosts;

    /**
     * @param allowedHosts further host names that clients may use
     */
    BrowserGuard(Set<String> allowedHosts) {
        this.allowedHosts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.allowedHosts.addAll(allowedHosts);
    }

    /** Why a request is refused, or empty if it is not. */
    Optional<HttpFault> refusal(HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !isAllowed(hosts.get(0))) {
            return Optional.of(HttpFault.mismatch(
                    "header Host",
                    "one IP address, localhost, name without a dot or allowed name",
                    hosts.isEmpty() ? "none" : String.join(" and ", hosts)));
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase("http://" + hosts.get(0))) {
            return Optional.of(HttpFault.mismatch("header Origin", "none, or http://" + hosts.get(0), origin));
        }
        String site = headers.get(SEC_FETCH_SITE);
        if (site != null && !SAME_SITE.contains(site.toLowerCase(Locale.ROOT))) {
            return Optional.of(HttpFault.mismatch("header " + SEC_FETCH_SITE, "none or same-origin", site));
        }
        return Optional.empty();
    }

    private boolean isAllowed(String host) {
        String name = name(host);
        return name != null
                && (name.indexOf('.') < 0 && name.matches("[A-Za-z0-9_-]+")
                        || NetUtil.isValidIpV4Address(name)
                        || NetUtil.isValidIpV6Address(name)
                        || allowedHosts.contains(name));
    }

    /** The host without its port; null if it is malformed. */
    private static @Nullable String name(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 || !isPort(host.substring(end + 1)) ? null : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        String port = colon < 0 ? "" : host.substring(colon);
        return isPort(port) ? host.substring(0, host.length() - port.length()) : null;
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.matches(":\\d{1,5}");
    }
}
