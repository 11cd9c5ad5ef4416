package io.confab.gateway.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** A key pair that signs tokens by ES256; its id is the {@code kid} of those. */
record SigningKey(ECKey jwk, Instant createdAt) {

    static SigningKey draw(SecureRandom random, Instant at) {
        var id = new byte[12];
        random.nextBytes(id);
        try {
            var jwk = new ECKeyGenerator(Curve.P_256)
                    .keyID(HexFormat.of().formatHex(id))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .secureRandom(random)
                    .generate();
            return new SigningKey(jwk, at);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has the curve P-256", e);
        }
    }

    String id() {
        return jwk.getKeyID();
    }
}
