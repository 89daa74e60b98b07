package io.perfbudgets.example.clip;

import io.perfbudgets.example.storage.SignedUrl;
import io.perfbudgets.example.storage.UrlSigner;
import io.perfbudgets.example.web.NotFoundException;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DownloadUrlController {

    private final ClipRepository clips;
    private final UrlSigner signer;

    DownloadUrlController(ClipRepository clips, UrlSigner signer) {
        this.clips = clips;
        this.signer = signer;
    }

    @GetMapping("/api/clips/{id}/download-url")
    SignedUrl sign(@PathVariable long id) {
        if (!clips.existsById(id)) {
            throw new NotFoundException("clip", id);
        }
        return signer.sign("clips/" + id + ".mp4", Instant.now());
    }
}
