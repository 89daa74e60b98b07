package io.perfbudgets.example.export;

import io.perfbudgets.example.storage.ObjectStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The clips' videos. No camera is at hand: a video is made when it is first asked for, the same for the same clip. */
@Component
class VideoStore {

    private static final int CHUNK = 64 * 1024;
    private static final byte[] FILE_TYPE = "\0\0\0\u0014ftypisom\0\0\0\0isom".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BOX_HEADER = 8;

    private final ObjectStorage storage;
    private final DataSize size;

    VideoStore(ObjectStorage storage, @Value("${example.export.video-size}") DataSize size) {
        this.storage = storage;
        this.size = size;
    }

    synchronized Path video(long clipId) throws IOException {
        String key = "clips/" + clipId + ".mp4";
        if (!Files.exists(storage.path(key))) {
            storage.write(key, out -> record(clipId, out));
        }
        return storage.path(key);
    }

    /** The boxes of an MP4 file: its type, and the media data, which here are noise. */
    private void record(long clipId, OutputStream out) throws IOException {
        out.write(FILE_TYPE);
        int media = Math.toIntExact(size.toBytes()) - FILE_TYPE.length;
        out.write(ByteBuffer.allocate(BOX_HEADER)
                .putInt(media)
                .put("mdat".getBytes(StandardCharsets.US_ASCII))
                .array());
        SplittableRandom noise = new SplittableRandom(clipId);
        byte[] chunk = new byte[CHUNK];
        for (int left = media - BOX_HEADER; left > 0; left -= CHUNK) {
            noise.nextBytes(chunk);
            out.write(chunk, 0, Math.min(left, CHUNK));
        }
    }
}
