package dev.hourglass.tracker.door;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * How much may be sent to each path. Counted while it is read, because a client need not say beforehand; the HTTP server's own
 * limit (quarkus.http.limits.max-body-size) lies above all of these and answers without a word.
 */
@Singleton
final class SizeLimit {

    private final Provider<DoorConfig> config;

    /** @param config asked for late: filters are made before settings can be read */
    SizeLimit(Provider<DoorConfig> config) {
        this.config = config;
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request) {
        DoorConfig.Limits limits = config.get().limits();
        String path = request.getUriInfo().getPath();
        if (path.equals("/blobs")) {
            limit(request, "hourglass.limits.blob", limits.blob());
        } else if (path.equals("/log")) {
            limit(request, "hourglass.limits.log", limits.log());
        } else {
            limit(request, "hourglass.limits.json", limits.json());
        }
    }

    private static void limit(ContainerRequestContext request, String setting, long most) {
        String said = request.getHeaderString("Content-Length");
        if (said != null && Long.parseLong(said) > most) {
            throw new BodyTooLarge(setting, most);
        }
        if (said == null && request.hasEntity()) {
            request.setEntityStream(new Counted(request.getEntityStream(), setting, most));
        }
    }

    private static final class Counted extends FilterInputStream {
        private final String setting;
        private final long most;
        private long left;

        Counted(InputStream in, String setting, long most) {
            super(in);
            this.setting = setting;
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) {
            left -= n;
            if (left < 0) {
                throw new BodyTooLarge(setting, most);
            }
        }
    }
}
