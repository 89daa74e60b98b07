package io.perfbudgets.example.clip;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Before the fix: holds all raw clips with all their keyframes from the start on, so that no request need wait for them. */
@Component
@Profile("before")
class PreloadedRawClips implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(PreloadedRawClips.class);

    private final RawClipRepository rawClips;
    private List<RawClip> all = List.of();

    PreloadedRawClips(RawClipRepository rawClips) {
        this.rawClips = rawClips;
    }

    @Override
    public void afterPropertiesSet() {
        all = rawClips.findAllByOrderById();
        log.info("{} raw clips preloaded", all.size());
    }
}
