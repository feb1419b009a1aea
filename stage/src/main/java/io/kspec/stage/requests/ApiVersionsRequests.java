package io.kspec.stage.requests;

/** ApiVersions requests. */
public final class ApiVersionsRequests {
    private ApiVersionsRequests() {}

    /** Asks for the advertised versions. From version 3 on, clients tell their software's name and version (KIP-511). */
    public static ClientRequest from(String softwareName, String softwareVersion) {
        return ClientRequest.of("ApiVersions", body -> body.setIfPresent("ClientSoftwareName", softwareName)
                .setIfPresent("ClientSoftwareVersion", softwareVersion));
    }
}
