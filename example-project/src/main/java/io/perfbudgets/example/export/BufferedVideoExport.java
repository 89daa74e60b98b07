package io.perfbudgets.example.export;

import java.io.IOException;
import java.nio.file.Files;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;

/** Before the fix: holds the whole video in memory. */
@Service
@Profile("before")
class BufferedVideoExport implements VideoExport {

    private final VideoStore videos;

    BufferedVideoExport(VideoStore videos) {
        this.videos = videos;
    }

    @Override
    public Resource open(long clipId) throws IOException {
        return new ByteArrayResource(Files.readAllBytes(videos.video(clipId)));
    }
}
